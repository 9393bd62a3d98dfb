export * from '@daytonaio/sdk';
