using MerExperiments.Runs;
using MerExperiments.Search;

namespace MerExperiments.Tests.Runs;

/// <summary>Run files that are not what was written.</summary>
public sealed class RunJsonTests : IDisposable
{
    private static readonly TrialSpec Spec = new()
    {
        Number = 3,
        Parameters = new ParameterSet([KeyValuePair.Create("head", new ParameterValue("attention")), KeyValuePair.Create("rate", new ParameterValue(0.1))]),
        Seed = 7,
        ProposedBy = "tpe",
    };

    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("spec.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AsWritten_ComesBackEqual()
    {
        RunJson.Write(File, Spec);
        Assert.Equal(Spec, RunJson.Read<TrialSpec>(File));
    }

    [Fact]
    public void Read_NullsAndWrongTypes_NamesEachMember()
    {
        System.IO.File.WriteAllText(File, """{ "number": "3", "parameters": { "head": null }, "seed": -1, "proposed_by": null }""");
        Assert.Equal(
            ["number: is \"3\"; it must be a whole number in its range", "parameters: is an object; it must be a value as this toolkit writes it",
                "seed: is -1; it must be a whole number in its range", "proposed_by: is null; it must be a text"],
            Problems<TrialSpec>());
    }

    [Fact]
    public void Read_NullInAList_NamesTheElement()
    {
        System.IO.File.WriteAllText(File, """{ "iteration": 1, "out_of_fold": null, "test": 3, "pseudo_labelled": 0, "pseudo_labels_per_class": { "a": null }, "ensemble_weights": [] }""");
        Assert.Equal(
            ["out_of_fold: is null; it must be an object", "test: is 3; it must be an object", "pseudo_labels_per_class.a: is null; it must be a number",
                "ensemble_weights: is a list; it must be an object"],
            Problems<IterationMetrics>());
    }

    [Fact]
    public void Read_MissingMembers_AreAllNamed()
    {
        System.IO.File.WriteAllText(File, "{}");
        Assert.Equal(["utterance: is missing; it must be a text", "encoder: is missing; it must be a text", "path: is missing; it must be a text", "reason: is missing; it must be a text"], Problems<QuarantinedFile>());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{\"number\": 3,")]
    public void Read_NoObject_IsRefusedByName(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.StartsWith(File, Assert.Throws<InvalidInputException>(() => RunJson.Read<TrialSpec>(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyMutation_IsReadOrRefused()
    {
        RunJson.Write(File, Spec);
        foreach (string text in JsonMutations.Of(System.IO.File.ReadAllText(File)).ToArray())
        {
            System.IO.File.WriteAllText(File, text);
            TrialSpec? read = Refusal<TrialSpec>(out TrialSpec? value) ? null : value;
            Assert.True(read is null || (read.Parameters is not null && read.ProposedBy is not null && read.Parameters.All(p => (p.Value.Text ?? (object?)p.Value.Number) is not null)), text);
        }
    }

    private string[] Problems<T>()
        where T : class => [.. Assert.Throws<InvalidInputException>(() => RunJson.Read<T>(File)).Faults
            .Select(fault => $"{fault}".Replace($"{File}: ", "", StringComparison.Ordinal).Split("; the file is damaged")[0])];

    private bool Refusal<T>(out T? value)
        where T : class
    {
        try
        {
            value = RunJson.Read<T>(File);
            return false;
        }
        catch (InvalidInputException)
        {
            value = null;
            return true;
        }
    }
}
