namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>A code cell of a notebook.</summary>
/// <param name="Number">Its place among all cells, from 1.</param>
/// <param name="Source">Its source as the notebook has it.</param>
public sealed record NotebookCell(int Number, string Source)
{
    /// <summary>The source without the lines that only a notebook kernel understands: <c>#r</c> and <c>#!</c>.</summary>
    public string Script => string.Join('\n', Source.Split('\n').Select(line =>
        line.StartsWith("#r ", StringComparison.Ordinal) || line.StartsWith("#!", StringComparison.Ordinal) ? "" : line));
}
