using MerExperiments.Storage;

namespace MerExperiments.Tests.Storage;

public sealed class CheckedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File1 => _folder.File("one.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damage_AsWritten_IsNone()
    {
        CheckedFile.WriteText(File1, "what was written");

        Assert.Null(CheckedFile.Damage(File1));
        Assert.Equal($"{ContentHash.Of("what was written")}  one.txt\n", File.ReadAllText(File1 + ".sum"));
    }

    [Theory]
    [InlineData("what was writteN", "is not what was written (its checksum differs)")]
    [InlineData("", "is not what was written (its checksum differs)")]
    [InlineData(null, "is missing")]
    public void Damage_ChangedSince_IsNamed(string? text, string problem)
    {
        CheckedFile.WriteText(File1, "what was written");
        File.Delete(File1);
        if (text is not null)
        {
            File.WriteAllText(File1, text);
        }

        Assert.Equal(problem, CheckedFile.Damage(File1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("5058ce94")]
    public void Damage_ChecksumCutShort_IsAFileWithoutOne(string sum)
    {
        CheckedFile.WriteText(File1, "what was written");
        File.WriteAllText(File1 + ".sum", sum);

        Assert.Equal("has no checksum", CheckedFile.Damage(File1));
        Assert.Equal("what was written"u8, CheckedFile.ReadAllBytes(File1, "restore it"));
    }

    [Fact]
    public void Write_KilledBetweenChecksumAndFile_LeavesTheOldVersionWhole()
    {
        CheckedFile.WriteText(File1, "old");
        byte[] old = File.ReadAllBytes(File1);
        CheckedFile.WriteText(File1, "new");
        File.WriteAllBytes(File1, old);

        Assert.Null(CheckedFile.Damage(File1));
    }

    [Fact]
    public void WriteOnce_OverADamagedFile_WritesItAgain()
    {
        Assert.True(CheckedFile.WriteOnce(File1, stream => stream.WriteByte(1)));
        Assert.False(CheckedFile.WriteOnce(File1, stream => stream.WriteByte(2)));
        File.WriteAllText(File1, "edited");

        Assert.True(CheckedFile.WriteOnce(File1, stream => stream.WriteByte(3)));
        Assert.Equal([3], File.ReadAllBytes(File1));
    }

    [Fact]
    public void DamageIn_AFolder_NamesEachFileThatChanged()
    {
        CheckedFile.WriteText(_folder.File("a/whole.txt"), "1");
        CheckedFile.WriteText(_folder.File("a/changed.txt"), "1");
        CheckedFile.WriteText(_folder.File("a/lost.txt"), "1");
        File.WriteAllText(_folder.File("a/changed.txt"), "2");
        File.Delete(_folder.File("a/lost.txt"));
        File.WriteAllText(_folder.File("a/log.txt"), "written by another");

        Assert.Equal(["changed.txt", "lost.txt"], CheckedFile.DamageIn(_folder.Path, all: false).Select(fault => Path.GetFileName(fault.Place)));
        Assert.Equal(["changed.txt", "log.txt", "lost.txt"], CheckedFile.DamageIn(_folder.Path, all: true).Select(fault => Path.GetFileName(fault.Place)));
    }

    [Fact]
    public void Delete_ThenWriteNothing_LeavesNoChecksum()
    {
        CheckedFile.WriteText(File1, "x");
        CheckedFile.Delete(File1);

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }
}
