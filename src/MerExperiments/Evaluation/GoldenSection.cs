namespace MerExperiments.Evaluation;

/// <summary>Golden-section search (Kiefer, 1953): the minimum of a function with one valley.</summary>
internal static class GoldenSection
{
    private const double Tolerance = 1e-6;

    private static readonly double Ratio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>Where between two bounds the function is least, to 1e-6.</summary>
    public static double Minimise(Func<double, double> function, double low, double high)
    {
        double left = high - (Ratio * (high - low));
        double right = low + (Ratio * (high - low));
        double atLeft = function(left);
        double atRight = function(right);
        while (high - low > Tolerance)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Ratio * (high - low));
                atLeft = function(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Ratio * (high - low));
                atRight = function(right);
            }
        }

        return (low + high) / 2;
    }
}
