using System.Globalization;

namespace MerExperiments.Cli;

/// <summary>How figures are printed that no report holds; scores, intervals and p-values are worded by Reporting.</summary>
internal static class Figures
{
    public static string Seconds(double seconds) => seconds.ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>A size in the largest unit of which it has one or more, e.g. <c>1.5 GiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = bytes < 1024 ? 0 : Math.Min(units.Length - 1, (int)Math.Log(bytes, 1024));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / Math.Pow(1024, unit):0.#} {units[unit]}");
    }
}
