using System.Security.Cryptography;
using MerExperiments.Corpora;
using MerExperiments.Media.Generated;

namespace MerExperiments.Media.Tests.Generated;

public sealed class GeneratedCorpusTests(SmallCorpus small) : IClassFixture<SmallCorpus>
{
    [Fact]
    public void Write_MerLayout_TheReaderFindsAllParts()
    {
        Assert.Equal(100, small.Corpus.Of(UtterancePart.Labelled).Count);
        Assert.Equal(60, small.Corpus.Of(UtterancePart.Pool).Count);
        Assert.Equal(80, small.Corpus.Of(UtterancePart.Test).Count);
        Assert.All(small.Corpus.Utterances, u => Assert.True(u is { AudioPath: not null, VideoPath: not null, Text: not null, Speaker: not null }));
    }

    [Fact]
    public void Write_Parts_ShareNoSpeaker() =>
        Assert.All(small.Corpus.Utterances.GroupBy(u => u.Speaker), speaker => Assert.Single(speaker.Select(u => u.Part).Distinct()));

    [Fact]
    public void Write_LabelledPart_CanBePlannedInFiveFoldsBySpeaker()
    {
        FoldPlan plan = FoldPlan.Create(small.Corpus.Of(UtterancePart.Labelled), small.Corpus.Labels, 5, new NamedSeed(1));

        Assert.True(plan.GroupedBySpeaker);
    }

    [Fact]
    public void Write_TestPart_HasTheImbalanceOfMer2024()
    {
        // 80 * [1248, 1208, 1038, 730, 616, 190] / 5030, rounded down; a class has at least 5, and neutral takes the remainder.
        Assert.Equal(
            [20, 19, 16, 11, 9, 5], small.Corpus.Labels.Names.Select(label => small.Corpus.Of(UtterancePart.Test).Count(u => u.Label == label)));
    }

    [Fact]
    public void Write_EveryClip_LastsOneToTwoSecondsAtSixteenKilohertz() => Assert.All(small.Corpus.Utterances, u =>
        Assert.InRange(WavFile.Read(u.AudioPath!).Duration.TotalSeconds, 0.999, 2.2));

    [Fact]
    public void Write_SilentFacelessAndWordlessClips_Occur()
    {
        Assert.InRange(small.Corpus.Utterances.Count(u => WavFile.Read(u.AudioPath!).IsSilent), 1, 20);
        Assert.InRange(small.Corpus.Utterances.Count(u => FaceFrames.Read(u.VideoPath!).HasNoFace), 1, 25);
        Assert.InRange(small.Corpus.Utterances.Count(u => u.Text!.Length == 0), 1, 25);
    }

    [Fact]
    public void Write_PoolTruth_LiesApartAndCoversThePool()
    {
        CsvTable truth = CsvTable.Read(Path.Combine(small.Root, "truth", "label-pool.csv"));

        Assert.Equal(small.Corpus.Of(UtterancePart.Pool).Select(u => u.Name), truth.Rows.Select(row => row["name"]));
        Assert.All(truth.Rows, row => Assert.True(small.Corpus.Labels.IndexOf(row["discrete"]) >= 0));
    }

    [Fact]
    public void Write_AngryVoices_AreLouderThanSadOnes()
    {
        double[] loudness = [.. new[] { "angry", "sad" }.Select(label => small.Corpus.Utterances.Where(u => u.Label == label)
            .Select(u => WavFile.Read(u.AudioPath!)).Where(w => !w.IsSilent).Average(w => Decibels(w.Samples.Span)))];

        Assert.InRange(loudness[0] - loudness[1], 4, 20);
    }

    [Fact]
    public void Write_Again_ReusesTheWholeCorpus()
    {
        Assert.False(GeneratedCorpus.Write(small.Root, SmallCorpus.Options));
    }

    [Fact]
    public void Write_OtherOptionsInTheSameFolder_IsRefused()
    {
        var e = Assert.Throws<InvalidInputException>(() => GeneratedCorpus.Write(small.Root, SmallCorpus.Options with { Seed = 6 }));

        Assert.Contains("holds another corpus", e.Message);
    }

    [Fact]
    public void Write_SameSeedElsewhere_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratedCorpusOptions { Labelled = 60, Pool = 5, Test = 5, Seed = 5 };
        string[] roots = [Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "b")];
        Array.ForEach(roots, root => GeneratedCorpus.Write(root, options));

        Assert.Equal(HashOf(roots[0]), HashOf(roots[1]));
    }

    [Fact]
    public void Write_OtherSeed_GivesOtherBytes()
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratedCorpusOptions { Labelled = 60, Pool = 0, Test = 0, Seed = 5 };
        GeneratedCorpus.Write(Path.Combine(folder.Path, "a"), options);
        GeneratedCorpus.Write(Path.Combine(folder.Path, "b"), options with { Seed = 6 });

        Assert.NotEqual(HashOf(Path.Combine(folder.Path, "a", "audio")), HashOf(Path.Combine(folder.Path, "b", "audio")));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string root = Path.Combine(folder.Path, "corpus");

        Assert.ThrowsAny<OperationCanceledException>(() => GeneratedCorpus.Write(root, SmallCorpus.Options, cancellation: new CancellationToken(canceled: true)));
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public void Write_FolderOfSomethingElse_IsLeftAlone()
    {
        using var folder = new TemporaryFolder();
        string mine = folder.Write("corpus/mine.txt", [1]);

        Assert.Throws<InvalidInputException>(() => GeneratedCorpus.Write(Path.GetDirectoryName(mine)!, SmallCorpus.Options));
        Assert.True(File.Exists(mine));
    }

    [Theory]
    [InlineData("audio/sample_00000001.wav")]
    [InlineData("label-disdim.csv")]
    [InlineData("corpus.json")]
    public void Write_FileThatChanged_IsToldAndWrittenAgain(string name)
    {
        using var folder = new TemporaryFolder();
        var options = new GeneratedCorpusOptions { Labelled = 60, Pool = 0, Test = 0 };
        string root = Path.Combine(folder.Path, GeneratedCorpus.FolderName(options));
        GeneratedCorpus.Write(root, options);
        string path = Path.Combine(root, name), before = HashOf(root);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var told = new List<Fault>();

        Assert.True(GeneratedCorpus.Write(root, options, damaged: told.Add));
        Assert.Equal(path, Assert.Single(told).Place);
        Assert.Equal(before, HashOf(root));
    }

    [Fact]
    public void Write_WhatAKilledWriterLeft_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("corpus.partial/audio/half.wav", [1]);
        string root = Path.Combine(folder.Path, "corpus");

        Assert.True(GeneratedCorpus.Write(root, new GeneratedCorpusOptions { Labelled = 60, Pool = 0, Test = 0 }));
        Assert.False(File.Exists(Path.Combine(root, "audio", "half.wav")));
        Assert.False(Directory.Exists(root + ".partial"));
    }

    [Fact]
    public void Write_OptionsOutOfRange_NamesAll()
    {
        var e = Assert.Throws<InvalidInputException>(() => GeneratedCorpus.Write("unused", new GeneratedCorpusOptions { Labelled = 10, Pool = -1 }));

        Assert.Equal(["corpus.labelled: is 10; it must be 60 or more", "corpus.pool: is -1; it must be 0 or more"], e.Faults.Select(f => f.ToString()));
    }

    private static double Decibels(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += sample * sample;
        }

        return 10 * Math.Log10(sum / samples.Length);
    }

    private static string HashOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
