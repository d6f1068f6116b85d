namespace MerExperiments.EndToEnd.Runs;

/// <summary>The test classes that look at the one finished small run.</summary>
[CollectionDefinition(Name)]
public sealed class SmallRunCollection : ICollectionFixture<FinishedRun>
{
    public const string Name = "small run";
}
