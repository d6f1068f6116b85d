using System.Text.Json;
using MerExperiments.Settings;

namespace MerExperiments.Configuration;

/// <summary>What an <see cref="ExperimentCatalogue{T}"/> asks of the record that it binds an experiment's settings to.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IExperimentSettings<out TSelf>
{
    /// <summary>All settings as JSON in the words of experiments.json, paths as they were written; it binds to an equal record.</summary>
    JsonElement Frozen { get; }

    /// <summary>The record with its experiment's name and frozen settings.</summary>
    TSelf Named(string experiment, JsonElement frozen);

    /// <summary>The faults between sections, which no section can see alone. Sections whose value was refused hold defaults, or null.</summary>
    /// <param name="experiment">The settings as they were written, for the faults' places.</param>
    IEnumerable<Fault> Faults(Setting experiment);
}
