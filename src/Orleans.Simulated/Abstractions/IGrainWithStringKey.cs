namespace Orleans;

/// <summary>Base of the grain interfaces with text keys.</summary>
public interface IGrainWithStringKey : IGrain;
