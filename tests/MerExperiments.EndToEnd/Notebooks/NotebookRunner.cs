using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MerExperiments.EndToEnd.Notebooks;

/// <summary>Executes the C# cells of a notebook one after another, without a notebook kernel.</summary>
/// <remarks>Every assembly of the test process can be used; <c>#r</c> and <c>#!</c> lines are skipped.</remarks>
public static class NotebookRunner
{
    /// <summary>Runs all code cells.</summary>
    /// <exception cref="NotebookCellException">A cell does not compile or throws; later cells are not run.</exception>
    public static async Task<NotebookResult> RunAsync(string path)
    {
        var globals = new NotebookGlobals();
        ScriptState<object> state = await CSharpScript.RunAsync("", Options(), globals);
        foreach (NotebookCell cell in CodeCells(path))
        {
            state = await RunCellAsync(state, cell, Path.GetFileName(path));
            if (state.ReturnValue is { } value)
            {
                globals.Displayed.Add(value);
            }
        }

        return new NotebookResult(globals.Displayed, state);
    }

    /// <summary>The code cells of a notebook file, in order.</summary>
    public static IReadOnlyList<NotebookCell> CodeCells(string path)
    {
        using JsonDocument notebook = JsonDocument.Parse(File.ReadAllText(path));
        return
        [
            .. notebook.RootElement.GetProperty("cells").EnumerateArray()
                .Select((cell, i) => (cell, number: i + 1))
                .Where(pair => pair.cell.GetProperty("cell_type").GetString() == "code")
                .Select(pair => new NotebookCell(pair.number, Source(pair.cell.GetProperty("source")))),
        ];
    }

    private static async Task<ScriptState<object>> RunCellAsync(ScriptState<object> state, NotebookCell cell, string notebook)
    {
        try
        {
            return await state.ContinueWithAsync(cell.Script);
        }
        catch (Exception cause)
        {
            throw new NotebookCellException(notebook, cell, cause);
        }
    }

    private static string Source(JsonElement source) => source.ValueKind == JsonValueKind.Array
        ? string.Concat(source.EnumerateArray().Select(line => line.GetString()))
        : source.GetString() ?? "";

    private static ScriptOptions Options() => ScriptOptions.Default
        .AddReferences(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(File.Exists)
            .Select(file => Microsoft.CodeAnalysis.MetadataReference.CreateFromFile(file)))
        .AddImports("System", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks");
}
