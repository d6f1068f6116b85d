using MerExperiments.Fusion.Kernels;
using MerExperiments.Fusion.Linear;
using MerExperiments.Fusion.Networks;
using MerExperiments.Fusion.Trainers;
using MerExperiments.Fusion.Trees;

namespace MerExperiments.Fusion.Estimators;

/// <summary>The heads that this toolkit has, by name.</summary>
public static class Heads
{
    /// <summary>All heads, in the order in which they are listed to people.</summary>
    public static IReadOnlyList<IHead> All { get; } =
    [
        new NetworkHead("attention", new AttentionNetwork()),
        new NetworkHead("concat-mlp", new ConcatMlpNetwork()),
        new LightGbmHead(),
        new MaximumEntropyHead(),
        .. TrainerHeads.All,
        new KernelRidgeHead(),
        new SupportVectorHead(),
        new ProductHead(),
        new DiscriminantHead(),
        new NearestNeighboursHead(),
        new TextLinearHead(),
    ];

    /// <summary>The head of a name.</summary>
    /// <exception cref="InvalidInputException">There is no such head; the message names the nearest one.</exception>
    public static IHead Find(string name) => All.FirstOrDefault(head => head.Name == name)
        ?? throw new InvalidInputException($"head \"{name}\"", $"is unknown{NearestName.Hint(name, [.. All.Select(head => head.Name)])}");
}
