using System.IO.Compression;
using System.Xml.Linq;
using MerExperiments.EndToEnd.Runs;
using MerExperiments.EndToEnd.Structure;

namespace MerExperiments.EndToEnd.Packages;

/// <summary>The toolkit packed, with a version that no other run has, into a folder that is a feed beside the ordinary ones. All of it is deleted with the tests, also from
/// the package cache.</summary>
public sealed class PackedToolkit : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mer-packages-");

    public PackedToolkit()
    {
        (int exitCode, string output, string errors) = StartedProgram.Run(
            "dotnet", Checkout.Root, "pack", "MerExperiments.sln", "-c", Checkout.Configuration, "--no-build", "--nologo", $"-p:Version={Version}", "-o", Feed);
        Assert.True(exitCode == 0, output + errors);
        Output = output;
        File.WriteAllText(
            Path.Combine(_folder.FullName, "nuget.config"),
            $"""<configuration><packageSources><add key="packed" value="{Feed}" /></packageSources></configuration>""");
    }

    /// <summary>The version, of this test run alone: the package cache keeps what it once had under a version.</summary>
    public string Version { get; } = FormattableString.Invariant($"0.1.0-test.{DateTime.UtcNow.Ticks}");

    /// <summary>What packing printed.</summary>
    public string Output { get; }

    /// <summary>The files of the packages.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Feed, "*.nupkg");

    private string Feed => Path.Combine(_folder.FullName, "feed");

    /// <summary>An empty folder outside the repository from which the feed is seen.</summary>
    public string FolderOf(string name) => _folder.CreateSubdirectory(name).FullName;

    /// <summary>What a package says of itself, and the files in it.</summary>
    public static (XElement Metadata, IReadOnlyList<string> Entries) Read(string file)
    {
        using ZipArchive archive = ZipFile.OpenRead(file);
        using Stream stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        XElement metadata = XDocument.Load(stream).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        foreach (XElement element in metadata.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return (metadata, [.. archive.Entries.Select(entry => entry.FullName)]);
    }

    /// <summary>Runs the .NET SDK; the test is skipped where it cannot reach the packages of others.</summary>
    public static void Dotnet(string folder, params string[] arguments)
    {
        (int exitCode, string output, string errors) = StartedProgram.Run("dotnet", folder, arguments);
        Assert.SkipWhen(exitCode != 0 && (output + errors).Contains("NU1301", StringComparison.Ordinal), "needs a package source that can be reached");
        Assert.True(exitCode == 0, output + errors);
    }

    public void Dispose()
    {
        string cache = StartedProgram.Run("dotnet", _folder.FullName, "nuget", "locals", "global-packages", "--list").Output.Split(": ")[^1].Trim();
        foreach (string package in Directory.EnumerateDirectories(cache, "merexperiments*"))
        {
            foreach (string version in Directory.EnumerateDirectories(package, Version))
            {
                Directory.Delete(version, recursive: true);
            }

            if (!Directory.EnumerateFileSystemEntries(package).Any())
            {
                Directory.Delete(package);
            }
        }

        _folder.Delete(recursive: true);
    }
}
