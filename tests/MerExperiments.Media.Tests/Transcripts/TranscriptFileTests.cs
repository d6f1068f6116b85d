using MerExperiments.Corpora;
using MerExperiments.Media.Transcripts;

namespace MerExperiments.Media.Tests.Transcripts;

public sealed class TranscriptFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ColumnsByName_IsASource()
    {
        string path = _folder.Write("label-transcription.csv", "name,chinese,english\na,\"你,好\",x\nb,,y\n"u8.ToArray());
        TranscriptSource source = TranscriptFile.Read(path, "subtitle", isChecked: true);
        Assert.Equal(("subtitle", true), (source.Name, source.IsChecked));
        Assert.Equal([("a", "你,好"), ("b", "")], source.Texts.Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Read_FaultyRows_AreNamedTogether()
    {
        string path = _folder.Write("asr.csv", "name,text\na,x\n,y\na/b,z\na,w\n"u8.ToArray());
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => TranscriptFile.Read(path, "asr"));
        Assert.Equal([$"{path}:3", $"{path}:4", $"{path}:5"], refusal.Faults.Select(fault => fault.Place));
        Assert.Equal($"the name \"a\" stands twice; it stands first at {path}:2", refusal.Faults[2].Problem);
    }

    [Fact]
    public void Read_MissingColumns_AreNamedWithTheNearest()
    {
        string path = _folder.Write("asr.csv", "nam,txt\na,x\n"u8.ToArray());
        InvalidInputException refusal = Assert.Throws<InvalidInputException>(() => TranscriptFile.Read(path, "asr"));
        Assert.Equal(["has no column \"name\"; is \"nam\" meant?", "has no column \"text\"; is \"txt\" meant?"], refusal.Faults.Select(fault => fault.Problem));
    }

    [Fact]
    public void Write_Result_LeavesThreeFiles()
    {
        var merge = new TranscriptMerge(new TranscriptAudit(new TranscriptAuditOptions { ExpectedScripts = [WritingScript.Han] }));
        var asr = new TranscriptSource("asr", false, new Dictionary<string, string> { ["a"] = "<|zh|>你好,\"世界\"", ["b"] = "you", ["c"] = "" });
        TranscriptFile.Write(_folder.Path, merge.Choose(["a", "b", "c", "d"], [asr]));

        Assert.Equal("name,chinese\na,\"你好,\"\"世界\"\"\"\nc,\n", Text(TranscriptFile.Merged));
        CsvTable choices = CsvTable.Read(Path.Combine(_folder.Path, TranscriptFile.Choices));
        Assert.Equal(["asr", "none", "none", "none"], choices.Rows.Select(row => row["source"]));
        Assert.Equal("asr: 1 of the letters are Latin; expected is Han (you)", choices.Rows[1]["rejected"]);
        CsvTable findings = CsvTable.Read(Path.Combine(_folder.Path, TranscriptFile.Findings));
        Assert.Equal(["a leftover-tokens note 1", "b wrong-script reject 1", "c empty reject 0"],
            findings.Rows.Select(row => $"{row["name"]} {row["rule"]} {row["severity"]} {row["value"]}"));
    }

    [Fact]
    public void WriteMerged_OtherColumn_IsReadBackAsASource()
    {
        string path = Path.Combine(_folder.Path, "t.csv");
        TranscriptFile.WriteMerged(path, [new TranscriptChoice("a", "hi", "asr", "", [])], "text");
        Assert.Equal("hi", TranscriptFile.Read(path, "merged").Texts["a"]);
    }

    private string Text(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));
}
