using System.Text.Json;
using CsCheck;

namespace MerExperiments.Mining.Tests;

public sealed class PseudoLabelFileTests : IDisposable
{
    private const string Header = "iteration,fold,name,label,agreement,confidence,rule,votes\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-mining-").FullName;

    private string File => Path.Combine(_folder, "pseudo-labels.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_AnyLabels_ComeBackEqual() =>
        Pools.Any.Sample(
            voters =>
            {
                IReadOnlyList<PseudoLabel> labels = MultiModelVoting.Vote(voters, Pools.Open, Pools.Round);
                PseudoLabelFile.Write(File, labels);
                return JsonSerializer.Serialize(labels) == JsonSerializer.Serialize(PseudoLabelFile.Read(File, Pools.Labels));
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void Write_OneLabel_IsOneLineOfTheFormat()
    {
        PseudoLabelFile.Write(File, [One("say \"x\", y")]);

        Assert.Equal(
            Header + "1,0,\"say \"\"x\"\", y\",a,1,0.75,r,0001=a:0.75;0002=b:0.5\n", System.IO.File.ReadAllText(File));
        Assert.Equal("say \"x\", y", PseudoLabelFile.Read(File, Pools.Labels)[0].Name);
    }

    [Fact]
    public void Read_FourBadRows_NamesEachWithItsRow()
    {
        System.IO.File.WriteAllText(File, Header
            + "1,0,x,a,1,0.75,r,0001=a:0.75\n1,0,x,a,1,0.75,r,\n1,0,y,aa,1,1,r,\n1,0,z,a,one,1,r,\n1,0,w,a,1,1,r,0001:a\n");
        var error = Assert.Throws<InvalidInputException>(() => PseudoLabelFile.Read(File, Pools.Labels));

        Assert.Equal(
            [
                $"{File}:3: labels \"x\" for fold 0 again; row 2 did before",
                $"{File}:4: has the label \"aa\"; did you mean \"a\"?",
                $"{File}:5: has a number or a vote that cannot be read",
                $"{File}:6: has a number or a vote that cannot be read",
            ],
            error.Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("name,label\nx,a\n", 6)]
    [InlineData(Header + "1,0\n", 1)]
    public void Read_OtherColumns_IsRefused(string text, int faults)
    {
        System.IO.File.WriteAllText(File, text);

        Assert.Equal(faults, Assert.Throws<InvalidInputException>(() => PseudoLabelFile.Read(File, Pools.Labels)).Faults.Count);
    }

    [Theory]
    [InlineData("0001;2")]
    [InlineData("0001=2")]
    public void Write_VoterTheFormatCannotCarry_ThrowsAndLeavesNoFile(string voter)
    {
        Assert.Throws<ArgumentException>(() => PseudoLabelFile.Write(File, [One("x") with { Votes = [new Vote(voter, "a", 1)] }]));
        Assert.False(System.IO.File.Exists(File));
    }

    private static PseudoLabel One(string name) => new()
    {
        Name = name,
        Label = "a",
        Iteration = 1,
        Fold = 0,
        Agreement = 1,
        Confidence = 0.75,
        Rule = "r",
        Votes = [new Vote("0001", "a", 0.75), new Vote("0002", "b", 0.5)],
    };
}
