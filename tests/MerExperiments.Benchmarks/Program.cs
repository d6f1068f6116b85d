using MerExperiments.Benchmarks;

if (args is [ExtractionMode.Extract or ExtractionMode.MakeClips, ..])
{
    return ExtractionMode.Run(args);
}

IBenchmark[] benchmarks =
[
    new FoldFitBenchmark(), new TableLoadBenchmark(), new EncodersBenchmark(), new DenoisersBenchmark(), new FacesBenchmark(),
    new ExtractionBenchmark(), new ExtractionMemoryBenchmark(), new JointTrainingBenchmark(), new JointPartsBenchmark(), new JointMemoryBenchmark(),
    new JointEncodingMemoryBenchmark(), new TunersBenchmark(),
];
string[] unknown = [.. args.Except(benchmarks.Select(benchmark => benchmark.Name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"{string.Join(", ", unknown)}: no such benchmark; there are {string.Join(", ", benchmarks.Select(b => b.Name))}");
    return 2;
}

Console.WriteLine(Machine.Describe());
foreach (IBenchmark benchmark in benchmarks.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.WriteLine($"\n**{benchmark.Name}** {benchmark.About}\n\n{benchmark.Run()}\n\n{Machine.Load()}");
}

return 0;
