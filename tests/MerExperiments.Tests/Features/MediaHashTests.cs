using MerExperiments.Features;

namespace MerExperiments.Tests.Features;

/// <summary>What of the media is read again, and what is remembered.</summary>
public sealed class MediaHashTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hashes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Cache => Path.Combine(_folder, "media-hashes.csv");

    [Fact]
    public void Of_SecondTime_ReadsNothing()
    {
        string file = Write("a.wav", "sound");
        string first = Of(file);
        File.WriteAllText(file, "SOUND");
        File.SetLastWriteTimeUtc(file, Old);
        Assert.Equal(first, Of(file));
    }

    [Fact]
    public void Of_TimeChanged_IsReadAgain()
    {
        string file = Write("a.wav", "sound");
        string first = Of(file);
        File.WriteAllText(file, "SOUND");
        File.SetLastWriteTimeUtc(file, Old.AddTicks(10_000_000));
        Assert.NotEqual(first, Of(file));
    }

    [Fact]
    public void Of_WrittenJustNow_IsNotRemembered()
    {
        File.WriteAllText(Path.Combine(_folder, "a.wav"), "sound");
        Of(Path.Combine(_folder, "a.wav"));
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void Of_PictureAddedToAFolder_IsReadAgain()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "faces")).FullName;
        Write("faces/1.png", "one");
        string first = Of(folder);
        Assert.Equal(first, Of(folder));
        Write("faces/2.png", "two");
        Assert.NotEqual(first, Of(folder));
        Assert.Equal(2, File.ReadLines(Cache).Count());
    }

    [Fact]
    public void Of_WhatALinkLeadsToChanged_IsReadAgain()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a link needs rights there that a test may not have");
        string file = Write("a.wav", "sound"), link = Path.Combine(_folder, "link.wav");
        File.CreateSymbolicLink(link, file);
        string first = Of(link);
        Write("a.wav", "another");
        Assert.NotEqual(first, Of(link));
    }

    [Theory]
    [InlineData("path,bytes,written,sha256\nonly,three,fields\n")]
    [InlineData("path,bytes,written,sha256\nx,many,1,00\n")]
    [InlineData("path,bytes,written,sha256\nx,99999999999999999999,1,00000000000000000000000000000000000000000000000000000000000000ff\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("")]
    public void Of_CacheDamaged_IsRebuilt(string damage)
    {
        string file = Write("a, b.wav", "sound");
        string first = Of(file);
        File.WriteAllText(Cache, damage);
        Assert.Equal(first, Of(file));
        Assert.Contains($"\"{file}\",5,{Old.Ticks},", File.ReadAllText(Cache), StringComparison.Ordinal);
    }

    [Fact]
    public void Save_AnotherWroteMeanwhile_KeepsBoth()
    {
        string a = Write("a.wav", "one"), b = Write("b.wav", "two");
        MediaHashCache mine = Open(), other = Open();
        MediaHash.Of([a], mine, 1, default);
        MediaHash.Of([b], other, 1, default);
        Assert.Equal(3, File.ReadLines(Cache).Count());
    }

    [Fact]
    public void Of_MissingFile_CountsAsThat() => Assert.NotEqual(Of(Path.Combine(_folder, "none.wav")), Of(Write("none.wav", "some")));

    [Fact]
    public async Task Of_NamedPipe_CountsAsUnreadable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes lie in no folder there");
        string faces = Directory.CreateDirectory(Path.Combine(_folder, "faces")).FullName, pipe = Path.Combine(faces, "pipe.png");
        System.Diagnostics.Process.Start("mkfifo", [pipe]).WaitForExit();
        Task<string> hash = Task.Run(() => Of(pipe) + Of(faces), TestContext.Current.CancellationToken);
        Assert.Equal(128, (await hash.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).Length);
    }

    private static DateTime Old { get; } = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    private MediaHashCache Open() => new(_folder, TimeProvider.System);

    private string Of(string path) => MediaHash.Of([path, null], Open(), 1, default);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, Old);
        return path;
    }
}
