namespace Orleans;

/// <summary>Base of the grain interfaces with guid keys.</summary>
public interface IGrainWithGuidKey : IGrain;
