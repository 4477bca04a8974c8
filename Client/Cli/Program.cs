using OrleansMarkets.Cli.Commands;
using OrleansMarkets.Cli.Output;

return await MarketsCommandLine.RunAsync(args, Terminal.OfProcess(), Environment.GetEnvironmentVariable);
