namespace MerExperiments.Evaluation;

/// <summary>The units that a bootstrap draws and a randomisation test exchanges: utterances, or all utterances of a speaker together.</summary>
/// <remarks>Utterances of one speaker resemble one another; drawing them one by one would give intervals that are too narrow.</remarks>
internal sealed class ResamplingUnits
{
    private ResamplingUnits(int[][] rows, string name) => (Rows, Name) = (rows, name);

    /// <summary>The row numbers of every unit, units in the order of their first row.</summary>
    public IReadOnlyList<int[]> Rows { get; }

    /// <summary>What the units are: <c>utterances</c>, <c>speakers</c> or what else the corpus groups by.</summary>
    public string Name { get; }

    /// <summary>Makes the units of some rows.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="groups">Each row's group; null where unknown.</param>
    /// <param name="group">What a group is called.</param>
    /// <remarks>A row of unknown group is a unit of its own. Where fewer than two groups are known, every row is a unit, for one speaker
    /// drawn again and again would feign certainty.</remarks>
    public static ResamplingUnits Of(int rows, IReadOnlyList<string?>? groups, string group = "speaker")
    {
        if (groups is null || groups.Where(group => group is not null).Distinct().Take(2).Count() < 2)
        {
            return new ResamplingUnits([.. Enumerable.Range(0, rows).Select(row => new[] { row })], "utterances");
        }

        IEnumerable<IGrouping<(string?, int), int>> units = Enumerable.Range(0, rows)
            .GroupBy(row => (groups[row], groups[row] is null ? row : -1));
        return new ResamplingUnits([.. units.Select(unit => unit.ToArray())], group + "s");
    }
}
