using System.Collections.Concurrent;
using MerExperiments.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace MerExperiments.Media.Faces;

/// <summary>A detector's network: pictures in, raw outputs out. Thread-safe; each thread at work has an input of its own, which is kept for the next.</summary>
internal sealed class DetectorModel(string path, PixelCoding coding, IReadOnlyCollection<string> outputs) : IDisposable
{
    private readonly InferenceSession _session = OnnxSession.Open(path);
    private readonly ConcurrentBag<DetectorInput> _idle = [];

    /// <summary>Runs the network over one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="canvas">How it lies in the input.</param>
    /// <param name="decode">Reads the outputs, in their order; they are gone when it returns.</param>
    /// <exception cref="ClipException">The network cannot take a picture of this size.</exception>
    public T Run<T>(Picture picture, DetectorCanvas canvas, Func<IReadOnlyList<OrtValue>, T> decode)
    {
        DetectorInput input = Rent(picture, canvas);
        try
        {
            input.Load(picture);
            using var options = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, ["input"], [input.Tensor], outputs);
            return decode(results);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ClipException(
                $"detector {Path.GetFileName(path)}",
                FormattableString.Invariant($"cannot run on a picture of {picture.Width} x {picture.Height} pixels, laid into {canvas.Width} x {canvas.Height}: ")
                    + e.Message.ReplaceLineEndings(" "),
                e);
        }
        finally
        {
            _idle.Add(input);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out DetectorInput? input))
        {
            input.Dispose();
        }

        _session.Dispose();
    }

    private DetectorInput Rent(Picture picture, DetectorCanvas canvas)
    {
        if (_idle.TryTake(out DetectorInput? input))
        {
            if (input.Fits(picture, canvas))
            {
                return input;
            }

            input.Dispose();
        }

        return new DetectorInput(picture, canvas, coding);
    }
}
