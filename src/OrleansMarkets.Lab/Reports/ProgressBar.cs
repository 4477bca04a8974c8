using System.Globalization;

namespace OrleansMarkets.Lab.Reports;

/// <summary>Progress on standard error: one line redrawn each percent on a terminal, one line each tenth elsewhere.</summary>
/// <param name="writer">Where it is drawn.</param>
/// <param name="total">Steps in all, above zero.</param>
/// <param name="isTerminal">Whether the line can be redrawn.</param>
public sealed class ProgressBar(TextWriter writer, int total, bool isTerminal)
{
    internal const int Width = 40;
    private int _drawnPercent = -1;

    /// <summary>Says how many steps are done.</summary>
    public void Report(int done, string where)
    {
        int percent = (int)(100L * done / total);
        int stride = isTerminal ? 1 : 10;
        if (percent / stride == _drawnPercent / stride && _drawnPercent >= 0)
        {
            return;
        }

        _drawnPercent = percent;
        int filled = percent * Width / 100;
        string line = string.Create(CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', Width - filled)}] {percent,3} %  {where}");
        if (isTerminal)
        {
            writer.Write("\r" + line + (done == total ? Environment.NewLine : string.Empty));
        }
        else
        {
            writer.WriteLine(line);
        }
    }
}
