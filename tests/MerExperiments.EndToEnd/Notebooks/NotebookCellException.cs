namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>A cell that did not compile or threw. The message has the notebook, the cell's number, the error and the source.</summary>
public sealed class NotebookCellException(string notebook, NotebookCell cell, Exception cause)
    : Exception($"{notebook}: cell {cell.Number} failed: {cause.Message}\n{cell.Source}", cause);
