namespace MerExperiments.Settings;

/// <summary>A section whose <c>kind</c> names something registered, with that one's options.</summary>
/// <remarks>Two are equal where kind and options are; options are records.</remarks>
/// <param name="Kind">The registered name.</param>
/// <param name="Options">The options record of what is registered under the name; null where it takes none.</param>
public sealed record KindSettings(string Kind, object? Options = null)
{
    /// <summary>The options as the record they are.</summary>
    /// <exception cref="InvalidCastException">They are of another type.</exception>
    public T As<T>()
        where T : class => (T)Options!;
}
