namespace MerExperiments.AudioText.Training;

/// <summary>The rows of one step of the optimiser, in the batches in which they pass through the model.</summary>
/// <param name="Batches">Row indices, batch by batch; one or more batches of one or more rows, rows of similar length beside each other.</param>
internal sealed record StepRows(IReadOnlyList<int[]> Batches)
{
    /// <summary>All rows.</summary>
    public IEnumerable<int> Rows => Batches.SelectMany(batch => batch);
}
