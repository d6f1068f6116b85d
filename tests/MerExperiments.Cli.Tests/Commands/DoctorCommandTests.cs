namespace MerExperiments.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public void Doctor_AllWell_Exits0()
    {
        using var bench = new Bench();
        bench.Probes.Add(new DoctorProbe("disk", () => new DoctorFinding(DoctorState.Warn, "1.0 GiB", "free some space")));

        Assert.Equal(0, bench.Mer("doctor"));
        Assert.Contains($"warn  disk: 1.0 GiB{Environment.NewLine}      -> free some space", bench.Output);
        Assert.Contains("ok    experiments.json: quickstart", bench.Output);
        Assert.Contains("as a human label: linear-svm, averaged-perceptron, naive-bayes", bench.Output);
    }

    [Fact]
    public void Doctor_LibraryThatDoesNotLoad_FailsAndLooksOn()
    {
        using var bench = new Bench();
        bench.Probes.Add(MachineProbes.NativeLibrary("no-such-library"));

        Assert.Equal(1, bench.Mer("doctor"));
        Assert.Contains("fail  no-such-library: ", bench.Output);
        Assert.Contains("ok    workspace: ", bench.Output);
    }

    [Fact]
    public void Doctor_NoFFmpeg_WarnsAndSaysHowToInstallIt()
    {
        using var bench = new Bench();
        bench.Probes.Add(MachineProbes.FFmpeg(() => throw new InvalidInputException("PATH", "has no ffmpeg; install it")));

        Assert.Equal(0, bench.Mer("doctor"));
        Assert.Contains("warn  ffmpeg: no clip but WAV files can be decoded", bench.Output);
        Assert.Contains("-> PATH: has no ffmpeg; install it", bench.Output);
    }

    [Fact]
    public void Doctor_FaultyCard_WarnsWithItsFaults()
    {
        using var bench = new Bench();
        Directory.CreateDirectory(Path.Combine(bench.Folder, "datasets"));
        File.WriteAllText(Path.Combine(bench.Folder, "datasets", "bad.dataset.json"), """{ "name": "bad", "files": [null] }""");

        Assert.Equal(0, bench.Mer("doctor"));
        Assert.Contains("warn  cards: corpus \"bad\" has a faulty card: bad.dataset.json: what is missing; it must hold a text", bench.Output);
    }

    [Fact]
    public void Doctor_BadCatalogue_NamesEachFault()
    {
        using var bench = new Bench("""{"experiments": {}, "deflauts": {}}""");

        Assert.Equal(1, bench.Mer("doctor"));
        Assert.Contains("unknown key \"deflauts\"; did you mean \"defaults\"?", bench.Output);
        Assert.Contains("experiments is empty", bench.Output);
    }
}
