#:project ../src/MerExperiments.Reporting/MerExperiments.Reporting.csproj
#:property PublishAot=false
// The notebook 01-first-run.ipynb as a program of one file: the latest finished quickstart run as data frames, and the scores per mining iteration (the paper's Figure 5) as a page.
//   dotnet run -c Release notebooks/01-first-run.cs
// The runs lie where MER_EXPERIMENTS says, else in experiments/ beside the nearest experiments.json above the current folder. Run ids start with the time, so the last one is the latest.
using MerExperiments.Reporting;
using MerExperiments.Reporting.Words;
using MerExperiments.Runs;
using MerExperiments.Storage;
using Microsoft.Data.Analysis;

string experiments = Environment.GetEnvironmentVariable("MER_EXPERIMENTS") is { Length: > 0 } named ? named : Workspace.Find(".").Experiments;
if (RunFolder.Find(experiments, "quickstart").LastOrDefault(folder => File.Exists(folder.Metrics)) is not { } run)
{
    Console.Error.WriteLine($"no finished quickstart run below {experiments}; `mer run quickstart` makes one");
    return 2;
}

Console.WriteLine(run.RunId);
Console.WriteLine(AnswerText.Of(run.ReadMetrics()!));

DataFrame trials = RunFrames.Trials(run);
Show("The trials, best first", trials.Filter(trials["state"].ElementwiseEquals("completed")).OrderByDescending("score"));
Show("What each mining iteration did", RunFrames.Iterations(run));
Show("Which classes", RunFrames.PerClass(run));
Show("Who votes", RunFrames.EnsembleWeights(run));

string page = Path.GetFullPath("mining-iterations.html");
File.WriteAllText(page, NotebookHtml.Page(RunFrames.MiningFigure(run), "Scores and pseudo-labels per mining iteration"));
Console.WriteLine($"chart: {page}");
return 0;

void Show(string title, DataFrame frame) => Console.WriteLine($"{Environment.NewLine}{title}{Environment.NewLine}{frame}");
