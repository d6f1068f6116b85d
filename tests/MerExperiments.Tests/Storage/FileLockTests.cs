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
    public async Task Wait_LockThatCannotBeMade_ThrowsAtOnceRatherThanWaiting()
    {
        // A folder in the lock's place fails like a medium for reading only does, also for root: not because another holds it.
        Directory.CreateDirectory(Lock);
        Task waiting = Task.Run(() => FileLock.Wait(Lock, CancellationToken.None), TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<SystemException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.True(waiting.IsFaulted);
    }

    [Fact]
    public void Take_Deleted_LeavesNoFile()
    {
        FileLock.Take(Lock, "x", "y", deleted: true).Dispose();

        Assert.False(File.Exists(Lock));
    }
}
