using CsCheck;
using MerExperiments.Corpora;

namespace MerExperiments.Tests.Corpora;

public sealed class CsvTableTests
{
    [Fact]
    public void Parse_QuotesLineBreaksAndByteOrderMark_KeepsFieldsAndLines()
    {
        CsvTable table = CsvTable.Parse("t.csv", "\uFEFFname,text\r\na,\"one, \"\"two\"\"\r\nthree\"\r\n\r\nb,\"\"\r\n");

        Assert.Equal(["name", "text"], table.Header);
        Assert.Equal(["a", "one, \"two\"\r\nthree"], table.Rows[0].Fields);
        Assert.Equal(["b", ""], table.Rows[1].Fields);
        Assert.Equal([2, 5], table.Rows.Select(row => row.Line));
        Assert.Equal("t.csv:5", table.Rows[1].Place);
    }

    [Fact]
    public void Find_ColumnOfOtherCaseOrAbsent_IsFoundOrNull()
    {
        CsvRow row = CsvTable.Parse("t.csv", "Name,text\na,b").Rows[0];

        Assert.Equal("a", row["name"]);
        Assert.Null(row.Find("speaker"));
        Assert.Throws<KeyNotFoundException>(() => row["speaker"]);
    }

    [Fact]
    public void Parse_RaggedRowsAndDoubledColumn_NamesAllOfThem()
    {
        var e = Assert.Throws<InvalidInputException>(() => CsvTable.Parse("t.csv", "a,b,a\n1,2,3\n1\n1,2,3,4\n"));

        Assert.Equal(["t.csv:1", "t.csv:3", "t.csv:4"], e.Faults.Select(f => f.Place));
        Assert.Equal("t.csv:3: has 1 fields; the header has 3", e.Faults[1].ToString());
    }

    [Fact]
    public void Read_CollectingFaults_LeavesSpoiltRowsOutAndReadsOn()
    {
        using var folder = new MerExperiments.Tests.TemporaryFolder();
        File.WriteAllText(folder.File("t.csv"), "a,b\n1,2\n3\n\"4\"x,5\n6,7\n\"8,9\n10,11\n");
        var faults = new List<Fault>();

        CsvTable table = CsvTable.Read(folder.File("t.csv"), faults);

        Assert.Equal([["1", "2"], ["6", "7"], ["10", "11"]], table.Rows.Select(row => row.Fields));
        Assert.Equal([2, 5, 7], table.Rows.Select(row => row.Line));
        Assert.Equal(["3", "4", "6"], faults.Select(fault => fault.Place.Split(':')[^1]));
    }

    [Theory]
    [InlineData("a,b\n\"x,y\n", "t.csv:2: opens a quoted field that is never closed")]
    [InlineData("a,b\n\"x\"y,z\n", "after a closing quote")]
    [InlineData("\"a\"x,b\n1,2\n", "t.csv:1: has \"x\" after a closing quote")]
    [InlineData("", "is empty")]
    public void Parse_MalformedText_SaysWhatAndWhere(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<InvalidInputException>(() => CsvTable.Parse("t.csv", text)).Message);

    [Fact]
    public void Read_MissingFile_NamesIt() =>
        Assert.Contains("no-such.csv: does not exist", Assert.Throws<InvalidInputException>(() => CsvTable.Read("no-such.csv")).Message);

    [Fact]
    public void Missing_MisspeltColumn_NamesTheNearest() =>
        Assert.Equal("t.csv:1: has no column \"name\"; is \"nmae\" meant?", CsvTable.Parse("t.csv", "nmae,text\n").Missing("name")?.ToString());

    [Fact]
    public void Format_AnyFields_ReadBackTheSame()
    {
        Gen<string> field = Gen.String[Gen.Char["a,\"\n\r 中"], 0, 6];
        Gen.Int[1, 4].SelectMany(width => field.Array[width].List[0, 5]).Sample(rows =>
        {
            string[] header = [.. Enumerable.Range(0, rows.Count == 0 ? 1 : rows[0].Length).Select(i => $"c{i}")];
            CsvTable table = CsvTable.Parse("t.csv", CsvTable.Format(header, rows));
            return table.Rows.Select(row => row.Fields).SequenceEqual(rows, (a, b) => a.SequenceEqual(b));
        });
    }
}
