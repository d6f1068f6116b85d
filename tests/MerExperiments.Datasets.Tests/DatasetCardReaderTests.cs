using MerExperiments.Corpora;
using MerExperiments.Storage;

namespace MerExperiments.Datasets.Tests;

public sealed class DatasetCardReaderTests
{
    private const string Hash = "ba2b0e0f8b7b875369a2c89cb13360ff53bac436f2895cced9f479fa65eb176f";

    [Fact]
    public void Read_WholeCard_HasItsFiles()
    {
        DatasetCard card = Read(Card($$"""{"url": "https://a.example/x", "sha256": "{{Hash}}", "bytes": 7, "path": "a/b", "unpack": "tar.gz"}"""));

        Assert.Equal(
            new Download { Url = "https://a.example/x", Sha256 = Hash, Bytes = 7, Path = "a/b", Unpack = Packing.TarGz },
            Assert.Single(card.Files));
        Assert.Null(card.How);
    }

    [Fact]
    public void Read_ManyFaults_NamesAllAtOnce()
    {
        string[] faults = FaultsOf("""
            {"name": "om", "what": "", "license": "x", "source": 3, "files": [{"url": "x", "sha265": "y", "bytes": 1.5, "path": "p", "unpack": "gzip"}, 7]}
            """);

        Assert.Equal(
            [
                "the file has the unknown key \"license\"; did you mean \"licence\"?",
                "what is empty; it must hold a text",
                "licence is missing; it must hold a text",
                "source is 3; it must hold a text",
                "files[0] has the unknown key \"sha265\"; did you mean \"sha256\"?",
                "files[0].sha256 is missing; it must hold a text",
                "files[0].bytes is 1.5; it must be a whole number",
                "files[0].unpack is the text \"gzip\"; it must be one of: none, zip, tar, tar.gz; did you mean \"zip\"?",
                "files[1] is 7; it must be an object",
                "name is \"om\"; it must be the file's, \"own\"",
            ],
            faults);
    }

    [Theory]
    [InlineData("ftp://a.example/x", Hash, "p", "files[0].url is \"ftp://a.example/x\"; it must be an http or https address")]
    [InlineData("file:///etc/passwd", Hash, "p", "files[0].url is \"file:///etc/passwd\"; it must be an http or https address")]
    [InlineData("https://me:secret@a.example/x", Hash, "p", "files[0].url is \"https://me:secret@a.example/x\"; it must hold no user and no password: cards are passed on")]
    [InlineData("http://a.example/x", "abc", "p", "files[0].sha256 is \"abc\"; it must be 64 hexadecimal digits")]
    [InlineData("http://a.example/x", Hash, "../p/q", "files[0].path is \"../p/q\"; it must be a path below the target folder, with / between names; did you mean \"p/q\"?")]
    [InlineData("http://a.example/x", Hash, "/p", "files[0].path is \"/p\"; it must be a path below the target folder, with / between names; did you mean \"p\"?")]
    [InlineData("http://a.example/x", Hash, "C:\\\\p", "files[0].path is \"C:\\p\"; it must be a path below the target folder, with / between names; did you mean \"p\"?")]
    [InlineData("http://a.example/x", Hash, "..", "files[0].path is \"..\"; it must be a path below the target folder, with / between names")]
    public void Read_FileThatBreaksARule_IsRefused(string url, string sha256, string path, string expected) =>
        Assert.Equal([expected], FaultsOf(Card($$"""{"url": "{{url}}", "sha256": "{{sha256}}", "path": "{{path}}"}""")));

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "A/b")]
    [InlineData("a/b/c", "a/b")]
    public void Read_FilesInOnePlace_AreRefused(string first, string second) =>
        Assert.Equal(
            [$"files[1].path is \"{second}\", which files[0] takes with \"{first}\"; paths must lie apart"],
            FaultsOf(Card($"{File(first)}, {File("other")}, {File("ab")}").Replace("other", second, StringComparison.Ordinal)));

    [Fact]
    public void Read_NoFilesAndNoWayToThem_IsRefused() =>
        Assert.Equal(["how is missing; a card without files must say where to ask and how the folder must look"], FaultsOf(Card("")));

    [Theory]
    [InlineData("[1]", "the file is a list; it must be an object")]
    [InlineData("{", "is not JSON")]
    public void Read_WhatIsNoCard_IsRefused(string text, string expected) => Assert.Contains(expected, FaultsOf(text)[0]);

    [Fact]
    public void Read_ShippedCards_AreWholeAndSayHow()
    {
        var shelf = new DatasetShelf(Workspace.Find(AppContext.BaseDirectory));

        Assert.Equal(["emodb", "meld", "mer2024"], shelf.Names);
        Assert.All(["emodb", "mer2024"], name => Assert.Equal(DatasetState.AskFirst, shelf.StateOf(shelf.Card(name))));
        Assert.Equal(["train_sent_emo.csv", "dev_sent_emo.csv", "test_sent_emo.csv"], shelf.Card("meld").Files.Select(file => file.Path));
        Assert.Contains("is not recorded here", shelf.Card("emodb").How, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyMutationOfACard_IsReadOrRefused()
    {
        foreach (string text in MerExperiments.Tests.JsonMutations.Of(Card(File("a.zip").Replace("}", ", \"bytes\": 3, \"unpack\": \"zip\"}", StringComparison.Ordinal))))
        {
            Exception? refusal = Record.Exception(() => Read(text));
            Assert.True(refusal is null or InvalidInputException, $"{refusal}\n{text}");
        }
    }

    private static string File(string path) => $$"""{"url": "http://a.example/x", "sha256": "{{Hash}}", "path": "{{path}}"}""";

    private static string Card(string files) => $$"""{"name": "own", "what": "w", "licence": "l", "source": "s", "files": [{{files}}]}""";

    private static string[] FaultsOf(string text) =>
        [.. Assert.Throws<InvalidInputException>(() => Read(text)).Faults.Select(fault => fault.Problem)];

    private static DatasetCard Read(string text)
    {
        string folder = Directory.CreateTempSubdirectory("mer-card-").FullName;
        try
        {
            string path = Path.Combine(folder, "own.dataset.json");
            System.IO.File.WriteAllText(path, text);
            return DatasetCardReader.Read(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
