using static TorchSharp.torch;

namespace MerExperiments.AudioText.Training;

/// <summary>Torch's own threads within one operation.</summary>
internal static class TorchThreads
{
    /// <summary>Makes operations called from this thread run on one: sums are then taken in one order, so the same seed gives the same bytes whatever else runs.</summary>
    /// <remarks>The number is the process's, but a thread that has used torch before keeps the one it began with; hence a call at every entry.</remarks>
    public static void UseOne() => set_num_threads(1);
}
