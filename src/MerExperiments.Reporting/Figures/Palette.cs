namespace MerExperiments.Reporting.Figures;

/// <summary>The colours of all figures: Okabe and Ito's set, which colour-blind readers can tell apart; black is a grey that shows on dark too.</summary>
public static class Palette
{
    /// <summary>The first colour, for what matters most.</summary>
    public const string Blue = "#0072B2";

    /// <summary>The second.</summary>
    public const string Orange = "#E69F00";

    /// <summary>The third.</summary>
    public const string Green = "#009E73";

    /// <summary>What stands in the background.</summary>
    public const string Grey = "#8A8F98";

    private static readonly string[] Colours = [Blue, Orange, Green, "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", Grey];

    private static readonly string[] Symbols = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star", "pentagon"];

    /// <summary>The colour of the i-th of several things; repeats after eight.</summary>
    public static string At(int index) => Colours[index % Colours.Length];

    /// <summary>The marker of the i-th of several things, so that colour is not the only difference.</summary>
    public static string SymbolAt(int index) => Symbols[index % Symbols.Length];
}
