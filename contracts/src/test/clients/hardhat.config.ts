import { defineConfig } from 'hardhat/config';
import hardhatEthers from '@nomicfoundation/hardhat-ethers';
export default defineConfig({ plugins: [hardhatEthers], networks: { assay: { type: 'http', chainType: 'l1', url: process.env.ASSAY_URL ?? '' } } });
