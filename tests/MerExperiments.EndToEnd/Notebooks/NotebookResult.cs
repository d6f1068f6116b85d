using Microsoft.CodeAnalysis.Scripting;

namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>What a notebook left after its last cell.</summary>
/// <param name="Displayed">What the cells displayed, a cell's last value included, in order.</param>
/// <param name="State">The script's state.</param>
public sealed record NotebookResult(IReadOnlyList<object?> Displayed, ScriptState<object> State)
{
    /// <summary>A variable of the notebook.</summary>
    public T Variable<T>(string name) => (T)State.GetVariable(name).Value;
}
