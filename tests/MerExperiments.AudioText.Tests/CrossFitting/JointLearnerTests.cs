using MerExperiments.AudioText.CrossFitting;
using MerExperiments.AudioText.Tests.Training;
using MerExperiments.AudioText.Training;

namespace MerExperiments.AudioText.Tests.CrossFitting;

public sealed class JointLearnerTests : IDisposable
{
    private static readonly JointRows Rows = ToneAndWords.Rows(24);
    private static readonly LearningTask Task = new(0, Rows.Select([.. Enumerable.Range(0, 20)]), [Rows.Select([20, 21, 22, 23])]);
    private readonly TemporaryFolder _folder = new();
    private readonly List<RowCuts> _cuts = [];
    private readonly List<string> _told = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learn_RowsLongerThanAreRead_TellsOfThoseTrainedOnAndEncodedBeforeTheFirstStep()
    {
        int toldBefore = -1;
        Learn(longestAudio: 2, onStep: () => toldBefore = toldBefore < 0 ? _cuts.Count : toldBefore);
        Assert.Equal(1, toldBefore);
        Assert.Equal((24, 18, 7), (_cuts[0].Rows, _cuts[0].Sounds, _cuts[0].LongestSound));
    }

    [Fact]
    public void Learn_AModelTrainedEarlier_TellsThatItReadsRowsShortened()
    {
        Learn(longestAudio: 2);
        Learn(longestAudio: 2, onStep: () => Assert.Fail("it was trained again"));
        Assert.Equal(2, _cuts.Count);
    }

    [Fact]
    public void Learn_RowsThatAreReadWhole_TellsNothing()
    {
        Learn(longestAudio: 16);
        Assert.Empty(_cuts);
    }

    [Fact]
    public void Learn_AModelThatIsKept_LeavesItsTablesAndNoCheckpoint()
    {
        bool wasThere = false;
        Learn(longestAudio: 16, onStep: () => wasThere |= Files("checkpoint-*").Length > 0, epochs: 2);
        Assert.True(wasThere);
        Assert.Empty(Files("checkpoint-*"));
        Assert.Equal(2, Files("*.csv").Length);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.json")]
    [InlineData("tokenizer-card.json")]
    public void Learn_AModelWithAChangedFile_TrainsItAgainToTheSameBytesAndTells(string file)
    {
        Learn(longestAudio: 16);
        string weights = Files("model.safetensors").Single(), changed = Files(file).Single();
        byte[] written = File.ReadAllBytes(weights), bytes = File.ReadAllBytes(changed);
        bytes[^3] ^= 1;
        File.WriteAllBytes(changed, bytes);
        int steps = 0;

        Learn(longestAudio: 16, onStep: () => steps++);

        Assert.True(steps > 0);
        Assert.Equal(written, File.ReadAllBytes(weights));
        Assert.StartsWith($"a trained joint model was damaged ({changed}", Assert.Single(_told), StringComparison.Ordinal);
    }

    [Fact]
    public void Learn_WhatIsBeingTrainedElsewhere_IsRefusedByNameAndHarmsNothing()
    {
        InvalidInputException? refused = null;
        void TryBeside() => refused ??= Assert.Throws<InvalidInputException>(() => Learn(longestAudio: 16));

        Learn(longestAudio: 16, TryBeside);

        Assert.Contains("is being trained by another process; wait for it, or stop it", refused!.Message, StringComparison.Ordinal);
        Learn(longestAudio: 16, onStep: () => Assert.Fail("it was trained again"));
    }

    private string[] Files(string pattern) => Directory.GetFiles(_folder.Root, pattern, SearchOption.AllDirectories);

    private void Learn(int longestAudio, Action? onStep = null, int epochs = 1)
    {
        var trainer = new JointTrainer(ToneAndWords.Language, ToneAndWords.Options with { LongestAudio = longestAudio, Epochs = epochs }, ToneAndWords.Seed);
        var learner = new JointLearner(trainer, ToneAndWords.Labels, new LearningStore(_folder.Root, "settings", frames => frames.Encoder), TorchDevice.Processor)
        {
            Cut = _cuts.Add,
            Notice = _told.Add,
            Progress = (_, _) => onStep?.Invoke(),
            Stepped = _ => onStep?.Invoke(),
        };
        learner.Learn(Task, CancellationToken.None);
    }
}
