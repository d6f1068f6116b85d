namespace MerExperiments.Media.Transcripts;

/// <summary>Finds the phrase that a text repeats most often without a break.</summary>
internal static class RepeatedPhrase
{
    /// <summary>The most repeated phrase: how many times on end, where first, and its length; of equal ones the shortest, then the first.</summary>
    /// <param name="units">The text, unit by unit; letter case does not count.</param>
    /// <param name="shortest">The fewest units of a phrase. A phrase that is one unit over and over counts only where this is 1.</param>
    /// <param name="longest">The most units of a phrase.</param>
    public static (int Times, int Start, int Length) In(IReadOnlyList<string> units, int shortest, int longest)
    {
        (int Times, int Start, int Length) best = (0, 0, 0);
        for (int length = shortest; length <= Math.Min(longest, units.Count); length++)
        {
            int same = 0;
            for (int i = 0; i <= units.Count - length; i++)
            {
                // So many units in a row equal the ones one phrase further on.
                same = i + length < units.Count && Same(units[i], units[i + length]) ? same + 1 : 0;
                int times = (same / length) + 1, start = i + 1 - same;
                if (times > best.Times && (length == 1 || !IsOneUnit(units, start, length)))
                {
                    best = (times, Math.Max(0, start), length);
                }
            }
        }

        return best;
    }

    private static bool IsOneUnit(IReadOnlyList<string> units, int start, int length) =>
        Enumerable.Range(start, length - 1).All(i => i + 1 < units.Count && Same(units[i], units[i + 1]));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
