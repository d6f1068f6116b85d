using MerExperiments.Benchmarks;

IBenchmark[] benchmarks = [new FoldFitBenchmark()];
IBenchmark? asked = args.Length == 1 ? benchmarks.FirstOrDefault(benchmark => benchmark.Name == args[0]) : null;
if (asked is null)
{
    Console.Error.WriteLine($"say which benchmark to run: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Name))}");
    return 2;
}

Console.WriteLine(asked.Run());
return 0;
