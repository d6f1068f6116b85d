using MerExperiments.Storage;

namespace MerExperiments.Tests.Storage;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteText_Twice_HoldsTheSecondAndNothingElse()
    {
        AtomicFile.WriteText(_folder.File("a.txt"), "one");
        AtomicFile.WriteText(_folder.File("a.txt"), "two");

        Assert.Equal("two", File.ReadAllText(_folder.File("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_ThatThrowsHalfway_LeavesTheOldFile()
    {
        AtomicFile.WriteText(_folder.File("a.txt"), "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(_folder.File("a.txt"), stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal("old", File.ReadAllText(_folder.File("a.txt")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void WriteOnce_Twice_KeepsTheFirst()
    {
        Assert.True(AtomicFile.WriteOnce(_folder.File("a"), stream => stream.WriteByte(1)));
        Assert.False(AtomicFile.WriteOnce(_folder.File("a"), stream => stream.WriteByte(2)));
        Assert.Equal([1], File.ReadAllBytes(_folder.File("a")));
    }

    [Fact]
    public void WriteOnce_FromSeveralThreads_LetsExactlyOneWin()
    {
        for (int round = 0; round < 20; round++)
        {
            string path = _folder.File($"{round}");
            byte[] won = [.. Enumerable.Range(0, 8).AsParallel().WithDegreeOfParallelism(8)
                .Where(i => AtomicFile.WriteOnce(path, stream => stream.WriteByte((byte)i))).Select(i => (byte)i)];

            Assert.Equal(won, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Sweep_LeftoversOfAKilledWriter_AreDeletedAndOtherFilesKept()
    {
        Directory.CreateDirectory(_folder.File("deep"));
        File.WriteAllText(_folder.File("deep/.tmp-1"), "");
        File.WriteAllText(_folder.File("deep/kept"), "");

        AtomicFile.Sweep(_folder.Path);

        Assert.Equal([_folder.File("deep/kept")], Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }
}
