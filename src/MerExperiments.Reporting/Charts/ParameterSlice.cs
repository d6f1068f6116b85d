using MerExperiments.Reporting.Words;
using MerExperiments.Search;

namespace MerExperiments.Reporting.Charts;

/// <summary>The scores of a sweep's trials against one of its parameters.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Logarithmic">Whether X holds decimal logarithms; then the ticks are labelled with the values themselves.</param>
/// <param name="Points">The completed trials that have the parameter.</param>
/// <param name="TickPositions">Where ticks stand, in X; empty where the drawer may choose.</param>
/// <param name="TickLabels">What they say.</param>
internal sealed record ParameterSlice(
    string Parameter,
    bool Logarithmic,
    IReadOnlyList<SlicePoint> Points,
    IReadOnlyList<double> TickPositions,
    IReadOnlyList<string> TickLabels)
{
    private const double LogarithmicFrom = 30;
    private const int MostTicks = 4;

    /// <summary>Builds the slice of one parameter; null where fewer than two values occur, as nothing varies.</summary>
    /// <remarks>A run folder does not keep the search space, so a range that spans a factor of 30 or more is taken as logarithmic.</remarks>
    public static ParameterSlice? From(string parameter, IReadOnlyList<(ParameterValue Value, double Score, string Head)> trials)
    {
        if (trials.Select(trial => trial.Value).Distinct().Count() < 2)
        {
            return null;
        }

        return trials.All(trial => trial.Value.Number is not null) ? Numbers(parameter, trials) : Choices(parameter, trials);
    }

    private static ParameterSlice Numbers(string parameter, IReadOnlyList<(ParameterValue Value, double Score, string Head)> trials)
    {
        double[] values = [.. trials.Select(trial => trial.Value.Number!.Value)];
        bool logarithmic = values.Min() > 0 && values.Max() / values.Min() >= LogarithmicFrom;
        double Place(double value) => logarithmic ? Math.Log10(value) : value;
        double[] ticks = Ticks(values.Distinct().Order().ToArray(), logarithmic);
        return new ParameterSlice(
            parameter,
            logarithmic,
            [.. trials.Select((trial, i) => new SlicePoint(Place(values[i]), trial.Score, trial.Head))],
            [.. ticks.Select(Place)],
            [.. ticks.Select(NumberText.Short)]);
    }

    private static ParameterSlice Choices(string parameter, IReadOnlyList<(ParameterValue Value, double Score, string Head)> trials)
    {
        string[] choices = [.. trials.Select(trial => TrialText.Value(trial.Value)).Distinct().Order(StringComparer.Ordinal)];
        return new ParameterSlice(
            parameter,
            false,
            [.. trials.Select(trial => new SlicePoint(Array.IndexOf(choices, TrialText.Value(trial.Value)), trial.Score, trial.Head))],
            [.. Enumerable.Range(0, choices.Length).Select(i => (double)i)],
            choices);
    }

    private static double[] Ticks(double[] distinct, bool logarithmic)
    {
        if (distinct.Length <= MostTicks && distinct.All(double.IsInteger))
        {
            return distinct;
        }

        int low = (int)Math.Floor(Math.Log10(distinct[0])), high = (int)Math.Ceiling(Math.Log10(distinct[^1]));
        double[] steps = high - low > 3 ? [1] : [1, 3];
        return !logarithmic ? [] :
        [
            .. Enumerable.Range(low, high - low + 1)
                .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
                .Where(tick => tick >= distinct[0] * 0.999 && tick <= distinct[^1] * 1.001),
        ];
    }
}

/// <summary>One completed trial in a slice.</summary>
/// <param name="X">The parameter's value; its decimal logarithm in a logarithmic slice, the choice's index in a slice of choices.</param>
/// <param name="Score">The out-of-fold score.</param>
/// <param name="Head">The trial's head.</param>
internal sealed record SlicePoint(double X, double Score, string Head);
