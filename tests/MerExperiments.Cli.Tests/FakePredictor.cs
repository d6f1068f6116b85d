using MerExperiments.Pipeline.Prediction;
using MerExperiments.Runs;

namespace MerExperiments.Cli.Tests;

/// <summary>Predicts nothing: it remembers what it was asked, and gives what the test says.</summary>
internal sealed class FakePredictor : IPredictor
{
    public PredictionRequest? Request { get; private set; }

    /// <summary>The model's folder, as the request found it.</summary>
    public string? Model { get; private set; }

    public Func<PredictionResult> Result { get; set; } = () => new PredictionResult(new LabelSet(["calm", "angry"]), []);

    public PredictionResult Predict(PredictionRequest request, IRunProgress progress, CancellationToken cancellation)
    {
        Request = request;
        Model = request.FindModel();
        progress.Say("predicting");
        return Result();
    }
}
