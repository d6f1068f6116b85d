using MerExperiments.Pipeline.Run;
using MerExperiments.Runs;

namespace MerExperiments.Pipeline.Loop;

/// <summary>What every stage of one run shares.</summary>
/// <param name="Toolkit">What experiments can be made of.</param>
/// <param name="Configuration">The frozen configuration.</param>
/// <param name="Workers">Trials or clips computed side by side; it changes no result.</param>
/// <param name="Space">What sweeps vary.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Session">The run folder being written.</param>
/// <param name="Progress">Receives progress and notices.</param>
/// <param name="Time">The clock, for informative timings only.</param>
internal sealed record RunContext(
    Toolkit Toolkit,
    ExperimentConfiguration Configuration,
    int Workers,
    HeadSearchSpace Space,
    NamedSeed Seed,
    RunSession Session,
    IRunProgress Progress,
    TimeProvider Time)
{
    /// <summary>Tells of a damaged file of the run, and what is done about it.</summary>
    /// <param name="damage">The file, and what is wrong with it; nothing is told of null.</param>
    /// <param name="remedy">What is done, as the end of a sentence.</param>
    public void Tell(Fault? damage, string remedy)
    {
        if (damage is not null)
        {
            Progress.Say($"{Path.GetRelativePath(Session.Run.Path, damage.Place)} {damage.Problem}; {remedy}");
            Session.Log.Append("damage", new { damage.Place, damage.Problem });
        }
    }
}
