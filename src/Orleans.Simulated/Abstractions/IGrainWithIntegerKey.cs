namespace Orleans;

/// <summary>Base of the grain interfaces with integer keys.</summary>
public interface IGrainWithIntegerKey : IGrain;
