using Spectre.Console;
using Spectre.Console.Rendering;

namespace MerExperiments.Cli;

/// <summary>The way out for tables and bars: the console's own commands pass, and any that stands in a text is shown instead of sent.</summary>
internal sealed class PrintedSegments : IRenderHook
{
    /// <inheritdoc/>
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(IRenderable (renderable) => new Printed(renderable));

    private sealed class Printed(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
            inner.Render(options, maxWidth).Select(segment => segment.IsControlCode ? segment : new Segment(PrintableText.Of(segment.Text), segment.Style));
    }
}
