using MerExperiments.Settings;

namespace MerExperiments.Media.Decoding;

/// <summary>A clip that was looked at and is about to be decoded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Options">How it is decoded.</param>
/// <param name="Tools">With what.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record OpenedClip(string Path, DecodingOptions Options, FFmpegTools Tools, CancellationToken Cancellation)
{
    /// <summary>A clip that the tools in PATH will decode.</summary>
    /// <exception cref="InvalidInputException">They are not installed, or an option is out of its range.</exception>
    public static OpenedClip Of(string path, DecodingOptions options, CancellationToken cancellation)
    {
        OptionsCheck.Require(options, "decoding");
        return new OpenedClip(path, options, FFmpegTools.Find(), cancellation);
    }

    /// <summary>Starts ffmpeg on it.</summary>
    /// <param name="taken">Sees each line of the error output; true where it is no complaint.</param>
    /// <param name="output">The track, the filters, the codec and the muxer.</param>
    public FFmpegProcess Decode(Func<string?, bool>? taken, params ReadOnlySpan<string> output) =>
        new(Tools.FFmpegPath, FFmpegArguments.Decode(Path, output), taken, Cancellation);

    /// <summary>Whether decoding is given up: it drew a complaint, and no damage is accepted.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Stops(FFmpegProcess process)
    {
        Cancellation.ThrowIfCancellationRequested();
        return process.HasComplained && !Options.KeepDamaged;
    }
}
