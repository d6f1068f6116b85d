using MerExperiments.AudioText.CrossFitting;

namespace MerExperiments.AudioText.Tests.CrossFitting;

/// <summary>Knows each row's true feature from its name, and sees it turned by an angle and moved, both its fold's own; fold 0 sees it as it is.</summary>
internal sealed class RotatingLearner : IFeatureLearner
{
    public static float[] FeatureOf(string name)
    {
        Random random = new NamedSeed(3).For(name).ToRandom();
        return [(float)random.NextDouble() * 4, (float)random.NextDouble()];
    }

    public IReadOnlyList<EncodedRows> Learn(LearningTask task, CancellationToken cancellation) =>
        [.. task.Encoded.Select(rows => new EncodedRows([.. rows.Names.SelectMany(name => Turned(FeatureOf(name), task.Fold))], new float[rows.Count * 2], 2, 2))];

    private static IEnumerable<float> Turned(float[] feature, int fold)
    {
        (float sine, float cosine) = MathF.SinCos(fold);
        return [(cosine * feature[0]) - (sine * feature[1]) + fold, (sine * feature[0]) + (cosine * feature[1]) - fold];
    }
}
