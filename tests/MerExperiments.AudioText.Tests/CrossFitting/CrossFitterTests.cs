using MerExperiments.AudioText.CrossFitting;
using MerExperiments.Features;

namespace MerExperiments.AudioText.Tests.CrossFitting;

public sealed class CrossFitterTests
{
    private readonly CrossFitRows _rows = SplitRows.Create();

    [Fact]
    public void Fit_LearnerThatRemembersItsRows_EncodesNoRowItTrainedOn()
    {
        FeatureTable features = Fit(new RememberingLearner()).Features;

        Assert.All(Present(features), row => Assert.Equal(0f, features[row][0]));
    }

    [Fact]
    public void Fit_LabelledRow_IsEncodedByTheModelOfItsFold()
    {
        CrossFitted fitted = Fit(new RememberingLearner());

        Assert.All(Enumerable.Range(0, 30), row => Assert.Equal(_rows.Folds.FoldOf(_rows.Labelled.Names[row]), (int)fitted.Features[row][1]));
        Assert.All(Enumerable.Range(0, 30), row => Assert.Equal(fitted.Features[row][1] / 10f, fitted.OutOfFold[row][0]));
    }

    [Fact]
    public void Fit_OtherRows_GetTheMeanOfAllFolds()
    {
        CrossFitted fitted = Fit(new RememberingLearner());

        Assert.All(Present(fitted.Features).Where(row => row >= 30), row => Assert.Equal(1f, fitted.Features[row][1]));
        Assert.All(fitted.Others, posteriors => Assert.Equal(0.1f, posteriors[0][0], 1e-6f));
        Assert.Equal([5, 4], fitted.Others.Select(posteriors => posteriors.Count));
    }

    [Fact]
    public void Fit_RowsToEncode_AreGivenWithoutTheirClasses()
    {
        FeatureTable features = Fit(new RememberingLearner()).Features;

        Assert.All(Present(features), row => Assert.Equal(0f, features[row][2]));
    }

    [Fact]
    public void Fit_RowWithNeitherSoundNorWords_IsMissingWithItsState()
    {
        FeatureTable features = Fit(new RememberingLearner()).Features;

        Assert.Equal(FeatureState.Silent, features.States[^1]);
        Assert.All(features[features.Count - 1].ToArray(), value => Assert.Equal(float.NaN, value));
        Assert.Single(features.States, state => state != FeatureState.Present);
    }

    [Theory]
    [InlineData("\u200b", FeatureState.Silent)]
    [InlineData(null, FeatureState.Present)]
    public void Fit_RowWithoutSoundWhoseWordsAreUnknown_IsMissingWithTheStateOfItsSound(string? unreadable, FeatureState expected)
    {
        CrossFitRows rows = _rows with { Test = _rows.Test with { Texts = [.. _rows.Test.Texts.SkipLast(1), "\u200b"] } };

        FeatureTable features = new CrossFitter(new RememberingLearner { Unreadable = unreadable }, SplitRows.Labels) { Aligned = false }.Fit(rows, CancellationToken.None).Features;

        Assert.Equal(expected, features.States[^1]);
    }

    [Fact]
    public void Fit_SeveralWorkersInAnyOrder_GivesTheSameBytes()
    {
        FeatureTable one = Fit(new RememberingLearner()).Features;
        FeatureTable three = Fit(new RememberingLearner { Delay = fold => TimeSpan.FromMilliseconds(60 - (30 * fold)) }, workers: 3).Features;

        Assert.Equal(one.Values.ToArray(), three.Values.ToArray());
        Assert.Equal(one.Names, three.Names);
    }

    [Fact]
    public void Fit_ModelsThatDifferByARotation_GiveFeaturesOfOneSpace()
    {
        FeatureTable features = new CrossFitter(new RotatingLearner(), SplitRows.Labels).Fit(_rows, CancellationToken.None).Features;

        Assert.All(Present(features), row => Assert.Equal(RotatingLearner.FeatureOf(features.Names[row])[0], features[row][0], 1e-4f));
        Assert.All(Present(features), row => Assert.Equal(RotatingLearner.FeatureOf(features.Names[row])[1], features[row][1], 1e-4f));
    }

    [Fact]
    public void Fit_ModelsThatDifferByARotation_AreOfSeveralSpacesWhereNotAligned()
    {
        FeatureTable features = new CrossFitter(new RotatingLearner(), SplitRows.Labels) { Aligned = false }.Fit(_rows, CancellationToken.None).Features;

        Assert.Contains(Present(features), row => Math.Abs(RotatingLearner.FeatureOf(features.Names[row])[0] - features[row][0]) > 0.1);
    }

    [Fact]
    public void Fit_LogPosteriors_GivesEachRowThoseOfTheModelsThatDidNotTrainOnIt()
    {
        CrossFitted fitted = new CrossFitter(new RememberingLearner(), SplitRows.Labels) { Feature = JointFeature.LogPosteriors }.Fit(_rows, CancellationToken.None);
        int labelled = _rows.Labelled.Count;

        Assert.Equal(2, fitted.Features.Dimension);
        Assert.All(Enumerable.Range(0, labelled), row => AssertLogarithms(fitted.OutOfFold, row, fitted.Features, row));
        Assert.All(Enumerable.Range(0, _rows.Pool.Count), row => AssertLogarithms(fitted.Others[0], row, fitted.Features, labelled + row));
        Assert.All(fitted.Features[fitted.Features.Count - 1].ToArray(), value => Assert.Equal(float.NaN, value));
    }

    [Fact]
    public void Fit_Stopped_SaysSoWhateverTheWorkers()
    {
        using var stop = new CancellationTokenSource();
        var learner = new RememberingLearner { Delay = _ => { stop.Cancel(); return TimeSpan.Zero; } };

        Assert.ThrowsAny<OperationCanceledException>(() => new CrossFitter(learner, SplitRows.Labels, 2).Fit(_rows, stop.Token));
    }

    [Fact]
    public void Fit_OneFoldFails_StopsTheOthersAndSaysWhy()
    {
        var learner = new FailingLearner();

        var refused = Assert.Throws<InvalidInputException>(() => new CrossFitter(learner, SplitRows.Labels, workers: 2).Fit(_rows, CancellationToken.None));

        Assert.Contains("is refused", refused.Message, StringComparison.Ordinal);
        Assert.True(learner.FirstWasStopped);
    }

    private static void AssertLogarithms(Posteriors posteriors, int row, FeatureTable features, int at)
    {
        double[] expected = [.. posteriors[row].ToArray().Select(posterior => Math.Max(-14, Math.Log(posterior)))];
        Assert.Equal(expected, [.. features[at].ToArray().Select(value => (double)value)], (a, b) => Math.Abs(a - b) < 1e-5);
    }

    private CrossFitted Fit(RememberingLearner learner, int workers = 1) => new CrossFitter(learner, SplitRows.Labels, workers) { Aligned = false }.Fit(_rows, CancellationToken.None);

    private static IEnumerable<int> Present(FeatureTable table) => Enumerable.Range(0, table.Count).Where(row => table.States[row] == FeatureState.Present);
}
