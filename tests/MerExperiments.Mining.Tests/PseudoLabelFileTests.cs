using System.Text.Json;
using CsCheck;

namespace MerExperiments.Mining.Tests;

public sealed class PseudoLabelFileTests : IDisposable
{
    private const string Header = "iteration,fold,name,label,agreement,confidence,rule,votes\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("mer-mining-").FullName;

    /// <summary>Names a label set takes, mostly of what separates votes and fields.</summary>
    private static readonly Gen<string> AnyName = Gen.OneOf(Gen.Int[0, 12].Select(i => ";=:%,\"35ABD|a"[i]), Gen.Char['a', '~']).Array[1, 8].Select(chars => new string(chars));

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

    [Fact]
    public void Write_AnyVotersAndClasses_ComeBackEqual() =>
        Gen.Select(AnyName, AnyName, AnyName).Where(names => names.Item1 != names.Item2).Sample(
            names =>
            {
                Vote[] votes = [new Vote(names.Item3, names.Item1, 0.75), new Vote(names.Item3, names.Item2, 1)];
                PseudoLabelFile.Write(File, [One("x") with { Label = names.Item1, Votes = votes }]);
                PseudoLabel read = Assert.Single(PseudoLabelFile.Read(File, new LabelSet([names.Item1, names.Item2])));
                return read.Label == names.Item1 && read.Votes.SequenceEqual(votes);
            },
            iter: 500,
            threads: 1);

    [Fact]
    public void Write_ClassWithASeparator_IsEscapedInTheVotesAlone()
    {
        PseudoLabelFile.Write(File, [One("x") with { Label = "calm; 50%", Votes = [new Vote("0001", "calm; 50%", 0.75)] }]);

        Assert.Equal(Header + "1,0,x,calm; 50%,1,0.75,r,0001=calm%3B 50%25:0.75\n", System.IO.File.ReadAllText(File));
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
