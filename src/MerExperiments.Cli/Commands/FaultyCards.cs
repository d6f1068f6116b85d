using MerExperiments.Storage;
using Spectre.Console;

namespace MerExperiments.Cli.Commands;

/// <summary>How commands that go on without them show faulty cards.</summary>
internal static class FaultyCards
{
    /// <summary>One line a fault, each with the card's kind and name.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FaultyCard> cards) =>
        cards.SelectMany(card => card.Faults.Select(fault => $"{card.Kind} \"{card.Name}\" has a faulty card: {fault}"));

    /// <summary>Prints them; nothing where there are none.</summary>
    public static void Print(IAnsiConsole console, IEnumerable<FaultyCard> cards)
    {
        foreach (string line in Lines(cards))
        {
            console.WriteLine(line);
        }
    }
}
