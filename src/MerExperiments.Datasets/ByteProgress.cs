using MerExperiments.Runs;

namespace MerExperiments.Datasets;

/// <summary>Tells a stage how many bytes are done, in KiB, for a stage counts in whole numbers of 31 bits. What begins anew is not counted twice.</summary>
/// <remarks>A file of 2 TiB or more stands at 2 TiB once it has come so far; it is fetched whole all the same.</remarks>
internal sealed class ByteProgress : IDisposable
{
    private const int Unit = 1024;

    private readonly IStageProgress _stage;
    private int _told;

    /// <param name="progress">Receives progress and notices.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="bytes">All bytes there will be; null where that is not known.</param>
    public ByteProgress(IRunProgress progress, string stage, long? bytes) => _stage = progress.Begin(stage, UnitsOf(bytes ?? 0), "KiB");

    /// <summary>So many bytes are done in all.</summary>
    public void Reach(long bytes)
    {
        int units = UnitsOf(bytes);
        if (units > _told)
        {
            _stage.Advance(units - _told);
            _told = units;
        }
    }

    public void Note(string note) => _stage.Note(note);

    /// <inheritdoc/>
    public void Dispose() => _stage.Dispose();

    private static int UnitsOf(long bytes) => (int)Math.Min(int.MaxValue, (bytes / Unit) + (bytes % Unit > 0 ? 1 : 0));
}
