using MerExperiments.Storage;

namespace MerExperiments.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Lock => _folder.File("below/.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_HeldByAnother_IsRefusedUntilItIsGivenBack()
    {
        using (FileLock.Take(Lock, "the run", "is being written"))
        {
            var refused = Assert.Throws<InvalidInputException>(() => FileLock.Take(Lock, "the run", "is being written"));
            Assert.Equal("the run: is being written", refused.Message);
        }

        FileLock.Take(Lock, "the run", "is being written").Dispose();
    }

    [Fact]
    public void Share_HeldBySeveral_KeepsOutWhoWantsAllOfIt()
    {
        using IDisposable one = FileLock.Share(Lock, CancellationToken.None), two = FileLock.Share(Lock, CancellationToken.None);

        Assert.Null(FileLock.TryTake(Lock));
    }

    [Fact]
    public void Wait_StoppedWhileAnotherHoldsIt_Stops()
    {
        using IDisposable held = FileLock.Take(Lock, "x", "y");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        Assert.ThrowsAny<OperationCanceledException>(() => FileLock.Wait(Lock, stop.Token));
    }

    [Fact]
    public void Take_Deleted_LeavesNoFile()
    {
        FileLock.Take(Lock, "x", "y", deleted: true).Dispose();

        Assert.False(File.Exists(Lock));
    }
}
