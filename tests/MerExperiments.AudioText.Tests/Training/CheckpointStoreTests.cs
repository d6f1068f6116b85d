using MerExperiments.AudioText.Tensors;
using MerExperiments.AudioText.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MerExperiments.AudioText.Tests.Training;

public sealed class CheckpointStoreTests : IDisposable
{
    private static readonly Dictionary<string, string> Same = new() { ["the rows"] = "1", ["the classes"] = "2" };
    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoints-").FullName;
    private readonly List<string> _notices = [];
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameBitForBit()
    {
        Write(3);
        Tensor[] read = [zeros(1000), zeros(1000)];
        Assert.Equal(new TrainingState { Step = 3, EpochLoss = 0.1 }, Store.Read(read, _notices.Add));
        Assert.Equal(Block(3).data<float>().ToArray(), read[1].data<float>().ToArray());
        Assert.Empty(_notices);
    }

    [Fact]
    public void Read_OfThree_TakesTheNewestAndKeepsTwo()
    {
        Array.ForEach([3, 9, 10], Write);
        Assert.Equal(10, Store.Read([zeros(1000), zeros(1000)], null)!.Step);
        Assert.Equal(4, Directory.GetFiles(_folder, "checkpoint-*").Count(file => !file.EndsWith(".sum", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(".npy")]
    [InlineData(".json")]
    public void Read_WithTheNewestCutShort_TakesTheOneBeforeAndSaysSo(string part)
    {
        Array.ForEach([3, 9], Write);
        using (FileStream file = File.OpenWrite(Path.Combine(_folder, "checkpoint-0-9" + part)))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Equal(3, Store.Read([zeros(1000), zeros(1000)], _notices.Add)!.Step);
        Assert.Contains("checkpoint-0-9", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithNoneWhole_LeavesTheBlocks()
    {
        Write(3);
        File.Delete(Path.Combine(_folder, "checkpoint-0-3.npy"));
        Tensor[] blocks = [ones(1000), ones(1000)];
        Assert.Null(Store.Read(blocks, _notices.Add));
        Assert.Equal(1000, blocks[0].sum().item<float>());
        Assert.Single(_notices);
    }

    [Fact]
    public void Read_OfOtherRows_IsRefusedByName()
    {
        Write(3);
        var other = new CheckpointStore(_folder, new Dictionary<string, string>(Same) { ["the rows"] = "8" });
        var refusal = Assert.Throws<InvalidInputException>(() => other.Read([zeros(1000), zeros(1000)], null));
        Assert.Contains("the rows differ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the classes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AfterAKilledWriter_IgnoresWhatItLeft()
    {
        Write(3);
        File.WriteAllBytes(Path.Combine(_folder, ".tmp-left"), new byte[10]);
        File.WriteAllBytes(Path.Combine(_folder, "checkpoint-0-4.npy"), new byte[10]);
        Assert.Equal(3, Store.Read([zeros(1000), zeros(1000)], _notices.Add)!.Step);
        Assert.Empty(_notices);
    }

    private CheckpointStore Store => new(_folder, Same);

    private static Tensor Block(int step) => TorchData.Normal(new NamedSeed((ulong)step), 1, CPU, ScalarType.Float32, 1000);

    private void Write(int step)
    {
        var log = new TrainingLog(_folder, 0, 0);
        Array.ForEach([.. Enumerable.Range(1, step)], s => log.Add(new StepRecord(s, 1, 1, 1, 1, 1, 1)));
        log.Flush();
        Store.Write(new TrainingState { Step = step, EpochLoss = 0.1 }, [Block(step + 100), Block(step)]);
    }
}
