using MerExperiments.Pipeline;
using MerExperiments.Runs;
using MerExperiments.Storage;

namespace MerExperiments.EndToEnd.Runs;

/// <summary>A workspace of its own with one small experiment, deleted with the test.</summary>
internal sealed class SmallWorkspace : IDisposable
{
    private const string GeneratedCatalogue =
        """
        {
          "experiments": {
            "small": {
              "question": "Does the loop close?",
              "corpus": { "kind": "generated", "labelled": 150, "pool": 90, "test": 60 },
              "encoders": ["mel-statistics", "char-ngrams", "face-texture"],
              "audioText": { "model": "tiny", "epochs": 2, "downsampling": 16, "longestAudio": 16, "longestText": 24, "vocabulary": 300 },
              "folds": 2,
              "sweep": { "heads": ["concat-mlp", "lightgbm", "maximum-entropy"], "trials": 17 },
              "ensemble": { "size": 3, "sweepWeights": true, "trials": 8 },
              "mining": { "iterations": 1, "voters": 2, "minimumConfidence": 0.3, "minimumAgreement": 0.5 }
            }
          }
        }
        """;

    public SmallWorkspace(string catalogue = GeneratedCatalogue)
    {
        Root = Directory.CreateTempSubdirectory("mer-end-to-end-").FullName;
        File.WriteAllText(Path.Combine(Root, "experiments.json"), catalogue);
    }

    public string Root { get; }

    public RunFolder Run(CancellationToken cancellation = default, IRunProgress? progress = null, int workers = 2, string? resume = null)
    {
        var workspace = new Workspace(Root);
        ExperimentConfiguration configuration = ExperimentCatalogue.Load(workspace.Catalogue, Registry.KnownNames(workspace)).Resolve("small", []);
        var request = new RunRequest { Command = "a test", Workers = workers, ResumeRunId = resume };
        return new ExperimentRunner(workspace, TimeProvider.System).Run(configuration, request, progress ?? new Silence(), cancellation);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
