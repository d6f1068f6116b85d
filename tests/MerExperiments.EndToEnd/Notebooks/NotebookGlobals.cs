namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>What a notebook kernel gives its cells, as far as our notebooks use it. The names are the kernel's.</summary>
public sealed class NotebookGlobals
{
    /// <summary>All that was displayed, in order.</summary>
    public List<object?> Displayed { get; } = [];

    /// <summary>Shows a value below the cell.</summary>
#pragma warning disable IDE1006 // The kernel calls it so.
    public void display(object? value) => Displayed.Add(value);
#pragma warning restore IDE1006

    /// <summary>Marks a text as HTML.</summary>
    public string HTML(string html) => html;
}
