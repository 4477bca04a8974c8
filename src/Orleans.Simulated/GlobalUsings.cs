global using Microsoft.Extensions.DependencyInjection;
global using Orleans.Hosting;
global using Orleans.Runtime;
global using Orleans.Simulation.Engine;
