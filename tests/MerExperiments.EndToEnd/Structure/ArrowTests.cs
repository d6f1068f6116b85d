using System.Xml.Linq;

namespace MerExperiments.EndToEnd.Structure;

public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        [""] = [],
        ["Onnx"] = [""],
        ["Torch"] = [""],
        ["Sweeps"] = [""],
        ["Mining"] = [""],
        ["Datasets"] = [""],
        ["Configuration"] = [""],
        ["Reporting"] = [""],
        ["Media"] = ["", "Onnx"],
        ["Tokenizers"] = ["", "Onnx"],
        ["Encoders"] = ["", "Onnx", "Media", "Tokenizers"],
        ["Fusion"] = ["", "Onnx", "Torch"],
        ["AudioText"] = ["", "Onnx", "Tokenizers", "Torch"],
        ["Pipeline"] = ["", "Datasets", "Configuration", "Onnx", "Media", "Tokenizers", "Encoders", "AudioText", "Fusion", "Sweeps", "Mining", "Reporting"],
        ["MicrosoftAutoML"] = ["Sweeps"],
        ["MicrosoftTorchSharp"] = ["AudioText"],
        ["Cli"] = ["Pipeline", "Reporting"],
    };

    private static readonly Dictionary<string, string[]> HomesOfPackages = new()
    {
        ["TorchSharp"] = ["Torch"],
        ["libtorch-"] = [],
        ["Polly"] = ["Datasets"],
        ["SkiaSharp"] = ["Media"],
        ["FFMpegCore"] = ["Media"],
        ["Microsoft.ML.Tokenizers"] = ["Tokenizers"],
        ["Plotly.NET"] = ["Reporting"],
        ["System.CommandLine"] = ["Cli"],
        ["Spectre.Console"] = ["Cli"],
        ["Microsoft.ML.LightGbm"] = ["Fusion"],
        ["Microsoft.ML.FastTree"] = ["Fusion"],
        ["Microsoft.ML.OnnxConverter"] = ["Fusion"],
        ["Microsoft.ML.AutoML"] = ["MicrosoftAutoML"],
        ["Microsoft.ML.TorchSharp"] = ["MicrosoftTorchSharp"],
    };

    public static TheoryData<string> Rooms =>
        [.. Directory.EnumerateDirectories(Path.Combine(Checkout.Root, "src")).Select(folder => Path.GetFileName(folder)).Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void References_OfARoom_PointDownOnly(string room)
    {
        string[] references = [.. Items(room, "ProjectReference").Select(path => NameOf(Path.GetFileNameWithoutExtension(path)))];

        Assert.Contains(NameOf(room), Arrows.Keys);
        Assert.Empty(references.Except(Arrows[NameOf(room)]));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Packages_OfARoom_StandOnlyInTheirHomes(string room)
    {
        string[] strays =
        [
            .. Items(room, "PackageReference").Where(package => HomesOfPackages.Any(
                home => package.StartsWith(home.Key, StringComparison.Ordinal) && !home.Value.Contains(NameOf(room)))),
        ];

        Assert.Empty(strays);
    }

    [Fact]
    public void Vocabulary_Packages_AreIDataViewAlone() => Assert.Equal(["Microsoft.ML.DataView"], Items("MerExperiments", "PackageReference"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_HasAReadmeOfOneScreen(string room)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, "src", room, "README.md"));

        Assert.InRange(lines.Length, 5, 60);
    }

    [Fact]
    public void Folders_OfTheSource_AreNotNamedForNothing()
    {
        string[] banned = ["Common", "Core", "Utils", "Utilities", "Helpers", "Extensions", "Internal", "Managers", "Misc"];
        IEnumerable<string> folders = Directory
            .EnumerateDirectories(Path.Combine(Checkout.Root, "src"), "*", SearchOption.AllDirectories)
            .Select(folder => Path.GetFileName(folder));

        Assert.Empty(folders.Intersect(banned));
    }

    private static string[] Items(string room, string kind) =>
    [
        .. XDocument.Load(Path.Combine(Checkout.Root, "src", room, $"{room}.csproj"))
            .Descendants(kind)
            .Select(item => item.Attribute("Include")!.Value.Replace('\\', '/')),
    ];

    private static string NameOf(string project) => project == "MerExperiments" ? "" : project["MerExperiments.".Length..];
}
