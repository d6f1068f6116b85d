using MerExperiments.Media.Spectral;

namespace MerExperiments.Media.Denoising;

/// <summary>Puts a separator's sources into the order they had in the chunk before.</summary>
internal static class SourceOrder
{
    /// <summary>The pieces in the order of those before: best matches first, by correlation where the end of the one overlaps the start of the other.</summary>
    public static float[][] Of(float[][]? before, float[][] pieces, int overlap)
    {
        if (before is null || overlap == 0 || pieces.Length == 1)
        {
            return pieces;
        }

        float[]?[] ordered = new float[pieces.Length][];
        IEnumerable<(int From, int To, double Likeness)> pairs =
            from was in Enumerable.Range(0, before.Length)
            from now in Enumerable.Range(0, pieces.Length)
            select (now, was, Loudness.Correlation(before[was].AsSpan(^overlap..), pieces[now].AsSpan(0, overlap)));
        var taken = new HashSet<int>();
        foreach ((int from, int to, _) in pairs.OrderByDescending(pair => pair.Likeness))
        {
            if (ordered[to] is null && taken.Add(from))
            {
                ordered[to] = pieces[from];
            }
        }

        return [.. ordered.Select(piece => piece!)];
    }
}
